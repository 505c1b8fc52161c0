import { h, render } from '../node_modules/preact/src/index.js'; window.x = [h, render];
