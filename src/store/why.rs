//! Why the system refused something, in both languages.

use std::io::{Error, ErrorKind};

use crate::lang::{Said, text, visible};

/// The reason of an error, without paths: whoever reports it names the file as the user did.
pub fn why(error: &Error) -> Said {
    let number = error.raw_os_error().filter(|_| cfg!(unix));
    let known = match error.kind() {
        _ if number == Some(LOOP) => Some(text("符号链接绕成了圈", "symbolic links lead in a circle")),
        _ if number == Some(INPUT_OUTPUT) => {
            Some(text("读写出错，磁盘可能有故障", "input or output failed; the disk may be damaged"))
        }
        ErrorKind::InvalidFilename => Some(text("文件名太长或不能用", "the name is too long or not allowed")),
        ErrorKind::InvalidData => Some(text("不是 UTF-8 文本", "it is not UTF-8")),
        ErrorKind::Interrupted => Some(text("被打断", "it was interrupted")),
        ErrorKind::ResourceBusy => Some(text("正被占用", "it is in use")),
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

/// The number of the error of links that lead in a circle, which has no stable kind yet; elsewhere than on Linux it is BSD's.
const LOOP: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };
/// The number of the error of a device, which has no kind.
const INPUT_OUTPUT: i32 = 5;

#[cfg(all(test, unix))]
mod tests {
    use std::{fs::File, os::unix::fs::symlink};

    use super::*;

    #[test]
    fn common_reasons_are_said_in_both_languages() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let circle = folder.path().join("circle");
        symlink(&circle, &circle).expect("the folder is ours");
        let opened = |path: &std::path::Path| why(&File::open(path).expect_err("it cannot be opened"));
        assert_eq!(opened(&circle).zh, "符号链接绕成了圈");
        assert_eq!(opened(&folder.path().join("长".repeat(200))).zh, "文件名太长或不能用");
        assert_eq!(why(&Error::from_raw_os_error(INPUT_OUTPUT)).zh, "读写出错，磁盘可能有故障");
        assert_eq!(why(&Error::from(ErrorKind::InvalidData)).zh, "不是 UTF-8 文本");
    }
}
