// How a panel is reached that has to be asked and told through its own API. Absent: everything that needs it is off.

export interface PanelApi {
  /** The address of the panel. */
  url: string;
  id: string;
  key: string;
}
