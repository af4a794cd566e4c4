using System.Text;
using SQLitePCL.Native;

namespace SQLitePCL;

/// <summary>SQLite's C functions under their own names. Results are SQLite's codes; nothing here throws for them.</summary>
public static unsafe partial class raw
{
    public const int SQLITE_OK = 0;
    public const int SQLITE_ERROR = 1;

    /// <summary>
    /// The name of the genuine bundle's library. Microsoft.Data.Sqlite knows that it cannot encrypt and refuses a password;
    /// an unknown name would let it send a key that plain SQLite ignores, and the file would stay readable.
    /// </summary>
    public static string GetNativeLibraryName() => "e_sqlite3";

    public static utf8z sqlite3_libversion() => utf8z.FromPointer(Sqlite.sqlite3_libversion());

    public static int sqlite3_libversion_number() => Sqlite.sqlite3_libversion_number();

    public static utf8z sqlite3_errstr(int rc) => utf8z.FromPointer(Sqlite.sqlite3_errstr(rc));

    public static int sqlite3_keyword_count() => Sqlite.sqlite3_keyword_count();

    public static int sqlite3_keyword_name(int i, out string name)
    {
        byte* text;
        int length;
        var rc = Sqlite.sqlite3_keyword_name(i, &text, &length);
        name = rc == SQLITE_OK ? Encoding.UTF8.GetString(text, length) : "";
        return rc;
    }

    public static int sqlite3_win32_set_directory(int typ, string? path)
    {
        if (!OperatingSystem.IsWindows())
        {
            return SQLITE_ERROR;
        }

        fixed (char* value = path)
        {
            return Sqlite.sqlite3_win32_set_directory((uint)typ, value);
        }
    }
}
