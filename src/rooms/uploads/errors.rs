//! What can go wrong in this room. Where the size or the kind is known, the sentence names it.

crate::error_table! {
    NO_SUCH_UPLOAD = 404, "uploads.no_such_upload",
        "没有找到这份文件，可能已经删掉了。", "There is no such file; it may have been deleted.";
    NO_SUCH_SESSION = 404, "uploads.no_such_session",
        "没有找到这次传输，可能放得太久已经失效。请重新选文件再传。",
        "There is no such transfer; it may have lapsed. Choose the file again.";
    NO_THUMB = 404, "uploads.no_thumb",
        "这种文件没有缩略图，请打开原文件。", "This kind of file has no thumbnail. Open the file itself.";
    NOT_MULTIPART = 415, "uploads.not_multipart",
        "请用 multipart/form-data 发送，含 file 和 purpose 两项。",
        "Send multipart/form-data with the fields file and purpose.";
    TRUNCATED = 400, "uploads.truncated",
        "没有收完，可能是断网了。请再传一次，或用分段上传接着传。",
        "The file did not arrive whole, the connection may have broken. Send it again, or in parts.";
    TOO_SLOW = 408, "uploads.too_slow",
        "网络太慢，没有收完。请换个网络再传，或用分段上传接着传。",
        "The file arrived too slowly. Try another network, or send it in parts.";
    TOO_LARGE = 413, "uploads.too_large",
        "这份文件太大了。照片可以用手机的压缩或截屏，录像可以分成两段再传。",
        "This file is too large. Make the photo smaller, or split the recording in two.";
    TOO_MANY_PIXELS = 413, "uploads.too_many_pixels",
        "这张图太大，法院打不开。请缩小或分成几张再传。", "This image has too many pixels. Make it smaller, or split it.";
    QUOTA = 413, "uploads.quota",
        "您还没提交的文件太多了。请先删掉用不到的，再传。", "Your files that no filing holds yet take too much space. Delete what you do not need.";
    TOO_MANY_SESSIONS = 409, "uploads.too_many_sessions",
        "还有很多文件没传完。请先传完或取消，再选新的。", "Too many transfers are unfinished. Finish or cancel some first.";
    EMPTY = 422, "uploads.empty",
        "这份文件是空的（0 字节）。请打开看看，重新选一份。", "This file is empty (0 bytes). Open it to check, and choose another.";
    WRONG_TYPE = 422, "uploads.wrong_type",
        "这种文件法院不收。请传照片、PDF、Word、录音或录像。", "The court does not take this kind of file. Send a photo, a PDF, a Word file, a sound or video recording.";
    WRONG_PURPOSE = 422, "uploads.wrong_purpose",
        "这里不能用这种文件，请换一份。", "This kind of file does not serve here. Choose another.";
    HEIC = 422, "uploads.heic",
        "这是苹果手机的 HEIC 照片，法院暂时打不开。请在相册里选“选项—最兼容”，或截屏后再传；也可以在设置—相机—格式里选“兼容性最佳”。",
        "This is a HEIC photo, which the court cannot open. Share it as “Most Compatible” (JPEG), or send a screenshot.";
    BROKEN = 422, "uploads.broken",
        "这份文件坏了，法院打不开。请换一份，或直接拍屏幕。", "This file is damaged and cannot be opened. Send another copy, or photograph the screen.";
    ENCRYPTED = 422, "uploads.encrypted",
        "文件加了密码，法院打不开。请去掉密码，或直接拍屏幕。", "The file has a password, so the court cannot open it. Remove the password, or photograph the screen.";
    TWO_IN_ONE = 422, "uploads.two_in_one",
        "这份文件里还藏着另一份文件，法院不能收。请只传需要的那一份，或直接拍屏幕。",
        "Another file is hidden inside this one, so the court cannot take it. Send only the one you need, or photograph the screen.";
    MACROS = 422, "uploads.macros",
        "这份 Word 带有宏程序，法院不能收。请另存为 PDF 再传。", "This Word file contains macros. Save it as a PDF and send that.";
    UNPACKS_TOO_LARGE = 422, "uploads.unpacks_too_large",
        "这份 Word 解开后大得不正常，法院不打开。请另存为 PDF 再传。",
        "This Word file would unpack to an abnormal size, so the court does not open it. Save it as a PDF and send that.";
    WRONG_OFFSET = 409, "uploads.wrong_offset",
        "前面的部分已经收到，请从 offset 接着传。", "Go on from the offset given here; the rest has arrived.";
    NOT_WHOLE = 409, "uploads.not_whole",
        "还没传完，请从 offset 接着传。", "The file has not arrived whole. Go on from the offset given here.";
    ALREADY_WHOLE = 409, "uploads.already_whole",
        "这份文件已经传完了。", "This file has arrived whole already.";
    PARTS_TOO_SMALL = 422, "uploads.parts_too_small",
        "每段太小了，请按 chunk_size 分段。", "The parts are too small. Send parts of chunk_size bytes.";
    LONGER_THAN_SAID = 422, "uploads.longer_than_said",
        "收到的比说好的多，请重新选文件再传。", "More bytes came than were announced. Choose the file again.";
    ATTACHED = 409, "uploads.attached",
        "这份文件已经提交给法院，不能再删。", "This file has been handed in to the court and cannot be deleted.";
    IN_A_BOOK = 409, "uploads.in_a_book",
        "这张照片已合成到 PDF 里。请先删掉那份 PDF。", "This photo is part of a PDF made of photos. Delete that PDF first.";
    BOOK_OF_PHOTOS = 422, "uploads.book_of_photos",
        "只能把照片合成 PDF，请去掉不是照片的文件。", "Only photos can be put together. Leave out what is not a photo.";
    BOOK_SIZE = 422, "uploads.book_size",
        "请选 1 到 100 张照片。", "Choose 1 to 100 photos.";
}
