// A voice message from the microphone.

import { lengthOf } from "./times.js";

/** Record until `stop` or `cancel`; `tick` is told the length. Throws an Error that can be shown. */
export async function record(tick) {
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) throw new Error("There is no microphone this page may use. A sound file works, too.");
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  const began = performance.now();
  const length = () => (performance.now() - began) / 1000;
  const clock = setInterval(() => tick(lengthOf(length())), 250);
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.start();
  const ended = () => new Promise((resolve) => {
    clearInterval(clock);
    const duration = Math.max(1, Math.round(length()));
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      resolve({ duration, file: new File(pieces, "voice.webm", { type: recorder.mimeType }) });
    };
    recorder.stop();
  });
  return { stop: ended, cancel: ended };
}
