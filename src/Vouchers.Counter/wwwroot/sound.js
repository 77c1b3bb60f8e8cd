// Sound: two rising tones for yes, one low one for no.

let audio;

export function sound(isGood) {
  audio ??= new AudioContext();
  const tones = isGood ? [[660, 0, 0.1], [990, 0.1, 0.16]] : [[180, 0, 0.45]];
  for (const [pitch, from, length] of tones) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = isGood ? 'sine' : 'square';
    tone.frequency.value = pitch;
    volume.gain.value = isGood ? 0.25 : 0.12;
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + from);
    tone.stop(audio.currentTime + from + length);
  }
}
