/** Another machine of the wall: its monitors have the numbers from `firstNumber` on. */
export type KeptMachine = { id: string; name: string; firstNumber: number; monitors: number; seenAtMs: number };

/** The machines that have joined the wall, by their first number. At most as many as the wall has monitors. */
export type MachinesRepository = {
  list(): Promise<KeptMachine[]>;
  put(machine: KeptMachine): Promise<void>;
  remove(id: string): Promise<void>;
};
