// Starts the program of the hosted edition and registers its service worker. The build fills in both addresses.
import init from '/*--glue--*/';

try {
  await init({ module_or_path: '/*--program--*/' });
  globalThis.weighbridgeStarted();
} catch (error) {
  globalThis.weighbridgeNotStarted(error);
  throw error;
}

// A new version is fetched beside the running one and waits until every page of this site is closed.
navigator.serviceWorker?.register('./sw.js', { updateViaCache: 'none' }).catch(error => {
  console.warn('Weighbridge will not start offline on this device:', error.message);
});
