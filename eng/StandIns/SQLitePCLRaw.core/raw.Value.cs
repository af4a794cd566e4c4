using SQLitePCL.Native;

namespace SQLitePCL;

public static unsafe partial class raw
{
    public static int sqlite3_value_type(sqlite3_value val) => Sqlite.sqlite3_value_type(val.Handle);

    public static long sqlite3_value_int64(sqlite3_value val) => Sqlite.sqlite3_value_int64(val.Handle);

    public static double sqlite3_value_double(sqlite3_value val) => Sqlite.sqlite3_value_double(val.Handle);

    public static ReadOnlySpan<byte> sqlite3_value_blob(sqlite3_value val)
    {
        var start = Sqlite.sqlite3_value_blob(val.Handle);
        return start is null ? default : new ReadOnlySpan<byte>(start, Sqlite.sqlite3_value_bytes(val.Handle));
    }

    public static utf8z sqlite3_value_text(sqlite3_value val)
    {
        var start = Sqlite.sqlite3_value_text(val.Handle);
        return utf8z.FromPointer(start, Sqlite.sqlite3_value_bytes(val.Handle));
    }

    public static void sqlite3_result_null(sqlite3_context ctx) => Sqlite.sqlite3_result_null(ctx.Handle);

    public static void sqlite3_result_int64(sqlite3_context ctx, long val) =>
        Sqlite.sqlite3_result_int64(ctx.Handle, val);

    public static void sqlite3_result_double(sqlite3_context ctx, double val) =>
        Sqlite.sqlite3_result_double(ctx.Handle, val);

    public static void sqlite3_result_text(sqlite3_context ctx, string? val)
    {
        if (val is null)
        {
            Sqlite.sqlite3_result_null(ctx.Handle);
            return;
        }

        using var text = new Utf8Buffer(val, stackalloc byte[Utf8Buffer.StackBytes]);
        fixed (byte* start = text)
        {
            Sqlite.sqlite3_result_text(ctx.Handle, start, text.Length, Sqlite.Transient);
        }
    }

    public static void sqlite3_result_blob(sqlite3_context ctx, ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty)
        {
            Sqlite.sqlite3_result_zeroblob(ctx.Handle, 0);
            return;
        }

        fixed (byte* start = blob)
        {
            Sqlite.sqlite3_result_blob(ctx.Handle, start, blob.Length, Sqlite.Transient);
        }
    }

    public static void sqlite3_result_error(sqlite3_context ctx, string val)
    {
        using var text = new Utf8Buffer(val, stackalloc byte[Utf8Buffer.StackBytes]);
        fixed (byte* start = text)
        {
            Sqlite.sqlite3_result_error(ctx.Handle, start, text.Length);
        }
    }

    public static void sqlite3_result_error_code(sqlite3_context ctx, int code) =>
        Sqlite.sqlite3_result_error_code(ctx.Handle, code);
}
