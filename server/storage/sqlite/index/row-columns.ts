/** Where the values of a row stand in its columns: of answers, comments and tags all of them, of displays the first three. */
export const ACCOUNT = 0;
export const SETTING = 1;
export const TRAIT_SET = 2;
export const RESPONDENT = 3;
/** See `CountedAnswer`. */
export const DELAY = 4;
/** Of a comment its number, of a tag its label: where an answer has its delay. */
export const NOTE = 4;
/** See `answerWord`. */
export const WORD = 5;

export const ANSWER_COLUMNS = 6;
export const DISPLAY_COLUMNS = 3;
