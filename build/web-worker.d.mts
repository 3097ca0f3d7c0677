export declare function compileWorker(plugins?: readonly unknown[]): Promise<string>;
export declare function workerOf(code: string, build: { id: string; files: readonly string[] }): string;
