import type { z } from "zod";

export declare function importSource(file: string): Promise<Record<string, unknown>>;
export declare function compileForm(schema: z.ZodType, name: string): object;
export declare function compileForms(file: string): Promise<string>;
