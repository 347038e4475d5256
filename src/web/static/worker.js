// Starts the program in a worker of the hosted edition, with the module that the page compiled and one job.
// The build fills in the address of the glue.
import init from '/*--glue--*/';

self.onmessage = ({ data: [module, job] }) => {
  self.onmessage = null;
  self.weighbridgeJob = job;
  // Thrown outside the promise, it reaches the page as an error of the worker.
  const fail = error => setTimeout(() => { throw error; });
  self.onunhandledrejection = event => fail(event.reason);
  init({ module_or_path: module }).catch(fail);
};
