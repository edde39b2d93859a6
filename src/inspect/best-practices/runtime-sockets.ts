export const SOCKETS = /\/(docker|containerd(?:\/containerd)?|crio(?:\/crio)?|cri-dockerd|podman\/podman)\.sock$/;
