import { useTranslation } from "react-i18next";
import { AccountRole } from "#contract/access/role.ts";
import { type Grant, mostGrants, type Scope } from "#contract/access/scope.ts";
import { inLanguage } from "../../i18n/index.ts";
import { type Draft, sameScope, scopesOfRole, withRole } from "./draft.ts";
import { type Belongings, scopeWords } from "./words.ts";

type Props = { draft: Draft; belongings: Belongings; onChange(draft: Draft): void };

const choiceOf = (scope: Scope): string =>
  scope.kind === "province" ? "" : scope.kind === "unit" ? `unit/${scope.unit}` : `commune/${scope.place}`;
const scopeOf = (value: string): Scope => {
  const [kind, id = ""] = value.split("/");
  return kind === "unit" ? { kind, unit: id } : kind === "commune" ? { kind, place: id } : { kind: "province" };
};

/** Roles, each with what it means and how far it reaches. */
export function GrantsField({ draft, belongings, onChange }: Props) {
  const { t, i18n } = useTranslation("accounts");
  const { grants } = draft;
  const kindOfUnit = draft.unit === undefined ? undefined : belongings.get(draft.unit)?.kind;
  const put = (next: Grant[]) => onChange({ ...draft, grants: next });
  const all = [...belongings.values()];
  const toggle = (role: AccountRole, isOn: boolean) =>
    put(isOn ? withRole(draft, role, kindOfUnit) : grants.filter((grant) => grant.role !== role));
  const change = (grant: Grant, scope: Scope) => {
    const isThere = grants.some((one) => one !== grant && one.role === grant.role && sameScope(one.scope, scope));
    if (!isThere) put(grants.map((one) => (one === grant ? { role: one.role, scope } : one)));
  };
  /** The first that the role has not got yet. */
  const another = (role: AccountRole): Scope | undefined =>
    all
      .map(({ id, kind }): Scope => (kind === "unit" ? { kind, unit: id } : { kind, place: id }))
      .find((scope) => !grants.some((one) => one.role === role && sameScope(one.scope, scope)));
  return (
    <fieldset className="accounts-roles">
      <legend>{t("field.rolesHint")}</legend>
      {AccountRole.options.map((role) => {
        const own = grants.filter((grant) => grant.role === role);
        const isFixed = scopesOfRole(role).length === 1;
        const next = isFixed || own.length === 0 || grants.length >= mostGrants ? undefined : another(role);
        return (
          <div key={role} className="accounts-role" data-on={own.length > 0}>
            <label className="accounts-role-head">
              <input
                type="checkbox"
                checked={own.length > 0}
                disabled={own.length === 0 && grants.length >= mostGrants}
                onChange={(event) => toggle(role, event.target.checked)}
              />
              <span>
                <strong>{t(`role.${role}`)}</strong>
                <span>{t(`roleAbout.${role}`)}</span>
              </span>
            </label>
            {own.length > 0 && isFixed && (
              <p className="quiet">
                {t("scope.label")}: {t("scope.onlyProvince")}
              </p>
            )}
            {!isFixed &&
              own.map((grant) => (
                <div key={choiceOf(grant.scope)} className="accounts-scope">
                  <select
                    aria-label={`${t("scope.label")}: ${t(`role.${role}`)}`}
                    value={choiceOf(grant.scope)}
                    onChange={(event) => change(grant, scopeOf(event.target.value))}
                  >
                    <option value="">{t("scope.province")}</option>
                    {grant.scope.kind !== "province" &&
                      !all.some(({ id }) => choiceOf(grant.scope).endsWith(`/${id}`)) && (
                        <option value={choiceOf(grant.scope)}>
                          {scopeWords(grant.scope, belongings, t, i18n.language)}
                        </option>
                      )}
                    {all.map(({ id, kind, name }) => (
                      <option key={id} value={`${kind}/${id}`}>
                        {inLanguage(name, i18n.language)}
                      </option>
                    ))}
                  </select>
                  {own.length > 1 && (
                    <button
                      type="button"
                      className="button-quiet"
                      aria-label={t("field.removeScope", {
                        scope: scopeWords(grant.scope, belongings, t, i18n.language),
                      })}
                      onClick={() => put(grants.filter((one) => one !== grant))}
                    >
                      ×
                    </button>
                  )}
                </div>
              ))}
            {next !== undefined && own.every(({ scope }) => scope.kind !== "province") && (
              <button type="button" className="button-quiet" onClick={() => put([...grants, { role, scope: next }])}>
                + {t("field.addScope")}
              </button>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
