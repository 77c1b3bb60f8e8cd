// What C# cannot do in a browser.
export * from './camera.js';
export * from './device.js';
export * from './page.js';
export * from './scanner.js';
export * from './sound.js';
export * from './storage.js';
