/** Text that is markup already. */
export declare class Html {
  readonly text: string;
  constructor(text: string);
}
type Part = string | number | Html | Html[] | false;
/** A template whose parts are escaped, unless they are markup themselves. */
export declare function html(literals: TemplateStringsArray, ...parts: Part[]): Html;
export {};
