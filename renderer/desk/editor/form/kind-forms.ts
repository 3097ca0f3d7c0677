import { ruleOf } from "../../../panels/rules.ts";
import { formOf, type Member } from "./field.ts";

const forms = new Map<string, readonly Member[]>();

/** The form of a kind's settings, made once; empty for a kind that is not known here. */
export function formOfKind(kind: string): readonly Member[] {
  let form = forms.get(kind);
  if (form === undefined) {
    const rule = ruleOf(kind);
    form = rule === undefined ? [] : formOf(rule.schema);
    forms.set(kind, form);
  }
  return form;
}
