// The beginning.

import { startPage } from './page.js';
import { chooseLanguage } from './texts.js';
import { applyTheme } from './theme.js';
import { carriedTrace } from './trace.js';

applyTheme();
chooseLanguage();
startPage(carriedTrace());
