namespace SQLitePCL;

/// <summary>An argument of a user function; valid only while that function runs.</summary>
public sealed class sqlite3_value
{
    internal sqlite3_value(nint handle) => Handle = handle;

    internal nint Handle { get; }
}
