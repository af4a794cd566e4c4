namespace SQLitePCL;

/// <summary>Where a user function puts its result. An aggregate gets the same object for all rows of a group.</summary>
public sealed class sqlite3_context
{
    /// <summary>What an aggregate carries from row to row.</summary>
    public object? state;

    internal sqlite3_context(object? userData) => user_data = userData;

    public object? user_data { get; }

    internal nint Handle { get; set; }
}
