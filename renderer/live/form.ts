/**
 * What an answer is looked at by: a schema of the contract, or what the build makes of one (`*.forms.ts`, see build/compiled-forms.mjs), which
 * needs no library. Gives back what it has read, or that it is of another form.
 */
export type Form<Value = unknown> = {
  safeParse(value: unknown): { success: true; data: Value } | { success: false };
};

/** What a form has read. */
export type Told<Of extends Form> = Extract<ReturnType<Of["safeParse"]>, { success: true }>["data"];
