/** English text of a code: `message` states the fact, `hint` says what to do; `{name}` marks a parameter. */
export type MessageTable = Readonly<Record<string, { readonly message: string; readonly hint: string }>>;
