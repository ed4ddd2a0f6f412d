#include <cb/base/reason.h>

#include <errno.h>
#include <string.h>

static const struct cb_reason_words reasons[] = {
	{ ENOENT, "there is no such file or folder", "没有这个文件或文件夹" },
	{ ENOTDIR, "a folder in the path is a file", "路径中有一段是文件,不是文件夹" },
	{ EACCES, "you may not use it", "没有权限" },
	{ EPERM, "that is not permitted", "不允许这样做" },
	{ EISDIR, "it is a folder", "这是一个文件夹" },
	{ EEXIST, "there is one already", "已经有同名的文件" },
	{ EROFS, "the file system is read-only", "文件系统只读" },
	{ ENOSPC, "the disk is full", "磁盘已满" },
	{ EDQUOT, "your disk quota is used up", "磁盘配额已用完" },
	{ EFBIG, "the file would be larger than is allowed", "文件超过允许的大小" },
	{ EIO, "the disk failed", "磁盘出错" },
	{ EPIPE, "the reader has gone", "读的一方已经退出" },
	{ EBADF, "it is closed", "没有打开" },
	{ ENAMETOOLONG, "the name is too long", "名称太长" },
	{ EMFILE, "too many files are open", "打开的文件太多" },
	{ ELIBACC, "the library libzip cannot be loaded; is it installed?", "无法加载程序库 libzip,请确认已安装" },
};

const char *
cb_reason_in(const struct cb_reason_words *words, size_t n, int error, enum cb_lang lang)
{
	for (size_t i = 0; i < n; i++)
		if (words[i].error == error)
			return lang == CB_EN ? words[i].en : words[i].zh;
	return NULL;
}

const char *
cb_reason(int error, enum cb_lang lang)
{
	const char *words = cb_reason_in(reasons, CB_COUNT(reasons), error, lang);

	return words != NULL ? words : strerror(error);
}
