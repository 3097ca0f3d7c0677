/** The source by which a joined machine takes over the first one's readings, and by which its pages know of that one's sources. */
export const firstMachineSource = "may-chinh";
