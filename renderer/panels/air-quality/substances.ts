import type { Explanation } from "#contract/calculations/http.ts";

/** A substance as it is published: its newest mean of an hour, and its index. */
export type Substance = {
  name: string;
  label: { vi: string; en: string };
  /** µg/m³; null where the newest hour has none. */
  amount: number | null;
  /** null: none can be told of it. */
  index: number | null;
  isHighest: boolean;
};

/** Below this a text is dark on a colour: relative luminance of WCAG 2.2. */
const darkOver = 0.35;

const channel = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** Which ink can be read on a colour. @param hex "#ff7e00" */
export function inkOn(hex: string): "dark" | "light" {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > darkOver ? "dark" : "light";
}

/**
 * All substances that the calculation takes, in its order, those of another row of theirs (eight hours of ozone) after them. The
 * highest is that which the index is of; of several alike the first.
 */
export function substancesIn({ inputs, result }: Pick<Explanation, "inputs" | "result">): Substance[] {
  const ofInputs = inputs.map(({ name, label, values }) => {
    const part = result.parts.find((one) => one.name === name);
    const [amount = null] = values;
    return { name, label, amount, index: part?.value ?? null, isHighest: part?.weight === 1 };
  });
  const others = result.parts
    .filter(({ name }) => !inputs.some((input) => input.name === name))
    .map(({ name, value, weight }) => ({
      ...{ name, label: { vi: name, en: name }, amount: null, index: value, isHighest: weight === 1 },
    }));
  return [...ofInputs, ...others];
}

/** Which of the bands an index is in, from 1, and how many there are; undefined where the edition has none such. */
export function stepOf(explanation: Pick<Explanation, "edition" | "result">): { step: number; of: number } | undefined {
  const { bands } = explanation.edition.parameters;
  const { band } = explanation.result;
  if (!Array.isArray(bands) || band === null) return undefined;
  const at = bands.findIndex((one: { name?: { vi?: string } }) => one.name?.vi === band.name.vi);
  return at < 0 ? undefined : { step: at + 1, of: bands.length };
}
