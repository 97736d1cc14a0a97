/**
 * A sentence with parameters in braces: `{name}`, or with a form, `{share:percent}`, `{p:p}` (“= 0.014” or “< 0.001”),
 * `{x:short}` (three significant digits), `{x:signed}` (the same with its sign), `{x:2}` (two decimals). Where the words depend on a number, one sentence per plural category of the language; `{count}` selects.
 */
export type Sentence = string | { readonly [category in Intl.LDMLPluralRule]?: string };
export type Dictionary = Readonly<Record<string, Sentence>>;
