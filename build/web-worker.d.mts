export declare function compileWorker(plugins?: readonly unknown[]): Promise<string>;
export declare function workerOf(code: string, build: { id: string; files: readonly string[] }): string;
export declare function buildIdOf(html: string, bundle: Readonly<Record<string, unknown>>): string;
export declare function filesOf(entry: string, bundle: Readonly<Record<string, unknown>>): string[];
