// WHMCS names its languages by file, as other panels do.
export { languageOf, languageWord } from '../language-words.js';
