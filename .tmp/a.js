import { h, render } from 'preact'; window.x = [h, render];
