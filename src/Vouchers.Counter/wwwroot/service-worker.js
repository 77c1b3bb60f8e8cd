// While the app is developed, nothing is kept.
self.addEventListener('fetch', () => { });
