// The password of every sample login, in the form that an answer of HostBill's API shows (hosts.md 2.6).
export const SAMPLE_PASSWORD = 'liaison-sample';

export const SAMPLE_HASH = '$2a$08$alfpGU/xqPpWfm0LmsPHsOVg87fiocw0GIivYT.BzR4fMXBIPaC3i';
