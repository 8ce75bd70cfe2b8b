// The camera: on phones the system's own, elsewhere a preview with a shutter. Both are hidden where there is none.
import { $ } from "./dom.js";

const dialog = $("camera-dialog"), video = $("video");

export async function offerCamera(open) {
  $("shot").addEventListener("change", (event) => { open(event.target.files[0]); event.target.value = ""; });
  $("shutter").addEventListener("click", () => take(open));
  if (matchMedia("(pointer: coarse)").matches) {
    $("shot-button").hidden = false;
    return;
  }
  // Browsers give pages cameras at secure addresses and at this machine's own only.
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
  $("camera").hidden = !devices.some((device) => device.kind === "videoinput");
}

$("camera").addEventListener("click", async () => {
  $("camera-error").hidden = true;
  $("shutter").disabled = true;
  dialog.showModal();
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    if (!dialog.open) {
      stop(stream);
      return;
    }
    video.srcObject = stream;
    await video.play();
    $("shutter").disabled = false;
    $("shutter").focus();
  } catch {
    $("camera-error").textContent = "The camera cannot be used: another program has it, or the browser may not.";
    $("camera-error").hidden = false;
  }
});

async function take(open) {
  const picture = document.createElement("canvas");
  picture.width = video.videoWidth;
  picture.height = video.videoHeight;
  picture.getContext("2d").drawImage(video, 0, 0);
  dialog.close();
  open(await new Promise((done) => picture.toBlob(done, "image/jpeg", 0.92)));
}

function stop(stream) {
  for (const track of stream?.getTracks() ?? [])
    track.stop();
}
dialog.addEventListener("close", () => {
  stop(video.srcObject);
  video.srcObject = null;
});
$("camera-close").addEventListener("click", () => dialog.close());
