// QR codes by camera and from pictures, read by zxing, which is served from here.

let reader;

async function decode(image) {
  if (!reader) {
    const zxing = await import('./zxing/reader/index.js');
    zxing.prepareZXingModule({ overrides: { locateFile: name => new URL('zxing/' + name, document.baseURI).href } });
    reader = zxing;
  }
  const [code] = await reader.readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 1 });
  return code?.text ?? null;
}

// The text of the code in a picture; empty where there is none, null where the file is no picture.
export async function decodeFile(inputId) {
  const input = document.getElementById(inputId);
  const [file] = input.files;
  input.value = '';
  if (!file) return null;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return null;
  }
  // Photos of many megapixels are no easier to read.
  const scale = Math.min(1, 2000 / Math.max(bitmap.width, bitmap.height));
  return await decode(pixels(bitmap, bitmap.width * scale, bitmap.height * scale)) ?? '';
}

function pixels(source, width, height) {
  const canvas = new OffscreenCanvas(Math.round(width), Math.round(height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

let camera;

// Shows the camera in a video element and reports codes; answers with the browser's name for what went wrong.
export async function startCamera(videoId, scanned) {
  stopCamera();
  const video = document.getElementById(videoId);
  const mine = camera = { stream: null, last: null, seen: 0 };
  try {
    mine.stream = await navigator.mediaDevices.getUserMedia(
      { video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } });
  } catch (e) {
    if (camera === mine) camera = null;
    return e.name;
  }
  if (camera !== mine) {
    mine.stream.getTracks().forEach(track => track.stop());
    return '';
  }
  video.srcObject = mine.stream;
  await video.play();
  look(mine, video, scanned);
  return '';
}

async function look(mine, video, scanned) {
  while (camera === mine) {
    if (video.videoWidth > 0 && !document.hidden) {
      const text = await decode(pixels(video, video.videoWidth, video.videoHeight));
      const now = performance.now();
      // A code that stays before the camera is taken once, and again when it was away for two seconds.
      const isNew = text !== mine.last || now - mine.seen > 2000;
      if (text && camera === mine && (!isNew || scanned(text))) [mine.last, mine.seen] = [text, now];
    }
    await new Promise(resolve => setTimeout(resolve, 40));
  }
}

export function stopCamera() {
  camera?.stream?.getTracks().forEach(track => track.stop());
  camera = null;
}
