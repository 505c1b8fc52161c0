import { introduce } from './introduce.ts';
import { offerSurvey } from './ask.ts';
import { letInvoicesMove } from './invoices.ts';
import { keepPanelFresh } from './panel/panel.ts';
import { closeMenuOnLeaving } from './user-menu.ts';

introduce();
closeMenuOnLeaving();
letInvoicesMove();
offerSurvey();
keepPanelFresh();
