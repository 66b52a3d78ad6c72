//! Why the system refused something, in both languages.

use std::io::{Error, ErrorKind};

use crate::lang::{Said, text, visible};

/// The reason of an error, without paths: whoever reports it names the file as the user did.
pub fn why(error: &Error) -> Said {
    let known = match error.kind() {
        ErrorKind::NotFound => Some(text("目录或文件不存在", "no such file or folder")),
        ErrorKind::PermissionDenied => Some(text("没有权限", "permission denied")),
        ErrorKind::StorageFull => Some(text("磁盘已满", "the disk is full")),
        ErrorKind::QuotaExceeded => Some(text("超出磁盘配额", "the disk quota is used up")),
        ErrorKind::FileTooLarge => Some(text("文件超出允许的大小", "the file would be larger than allowed")),
        ErrorKind::ReadOnlyFilesystem => Some(text("所在的文件系统只读", "the file system is read-only")),
        ErrorKind::IsADirectory => Some(text("这是一个目录", "it is a folder")),
        ErrorKind::NotADirectory => Some(text("路径中有一段不是目录", "a part of the path is no folder")),
        _ => None,
    };
    known.map(Said::from).unwrap_or_else(|| {
        let plain =
            error.raw_os_error().map_or_else(|| error.to_string(), |code| Error::from_raw_os_error(code).to_string());
        let plain = visible(&plain).into_owned();
        Said { zh: plain.clone(), en: plain }
    })
}
