"""Nothing exists on its own: what ties between couples must show, each finding as a study of virtual villages."""
