using System.Runtime.InteropServices;
using SQLitePCL.Native;

namespace SQLitePCL.Callbacks;

/// <summary>What a registered function needs when SQLite calls it. Alive until SQLite calls <c>xDestroy</c>.</summary>
internal sealed record UserFunction(
    object? UserData,
    delegate_function_scalar? Scalar,
    delegate_function_aggregate_step? Step,
    delegate_function_aggregate_final? Final
);

/// <summary>The C side of user functions. No exception may leave: it becomes the statement's error.</summary>
internal static unsafe class FunctionCallbacks
{
    [UnmanagedCallersOnly]
    public static void Scalar(nint context, int count, nint* arguments)
    {
        try
        {
            var function = FunctionOf(context);
            var call = new sqlite3_context(function.UserData) { Handle = context };
            function.Scalar!(call, function.UserData, Values(count, arguments));
        }
        catch (Exception exception)
        {
            Fail(context, exception);
        }
    }

    [UnmanagedCallersOnly]
    public static void Step(nint context, int count, nint* arguments)
    {
        try
        {
            var function = FunctionOf(context);
            var group = Group(context, function);
            function.Step!(group, function.UserData, Values(count, arguments));
        }
        catch (Exception exception)
        {
            Fail(context, exception);
        }
    }

    [UnmanagedCallersOnly]
    public static void Final(nint context)
    {
        try
        {
            var function = FunctionOf(context);
            function.Final!(TakeGroup(context, function), function.UserData);
        }
        catch (Exception exception)
        {
            Fail(context, exception);
        }
    }

    [UnmanagedCallersOnly]
    public static void Destroy(nint state) => GCHandle.FromIntPtr(state).Free();

    private static UserFunction FunctionOf(nint context) =>
        (UserFunction)GCHandle.FromIntPtr(Sqlite.sqlite3_user_data(context)).Target!;

    private static sqlite3_value[] Values(int count, nint* arguments)
    {
        var values = new sqlite3_value[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = new sqlite3_value(arguments[i]);
        }

        return values;
    }

    /// <summary>SQLite gives each group some zeroed memory; a handle to the managed context lies there.</summary>
    private static sqlite3_context Group(nint context, UserFunction function)
    {
        var slot = Sqlite.sqlite3_aggregate_context(context, sizeof(nint));
        if (slot is null)
        {
            throw new OutOfMemoryException("SQLite has no memory for an aggregate's state.");
        }

        if (*slot == 0)
        {
            *slot = GCHandle.ToIntPtr(GCHandle.Alloc(new sqlite3_context(function.UserData)));
        }

        var group = (sqlite3_context)GCHandle.FromIntPtr(*slot).Target!;
        group.Handle = context;
        return group;
    }

    /// <summary>Ends the group's life. A group without rows has no context yet.</summary>
    private static sqlite3_context TakeGroup(nint context, UserFunction function)
    {
        var slot = Sqlite.sqlite3_aggregate_context(context, 0);
        if (slot is null || *slot == 0)
        {
            return new sqlite3_context(function.UserData) { Handle = context };
        }

        var handle = GCHandle.FromIntPtr(*slot);
        *slot = 0;
        var group = (sqlite3_context)handle.Target!;
        handle.Free();
        group.Handle = context;
        return group;
    }

    private static void Fail(nint context, Exception exception) =>
        raw.sqlite3_result_error(new sqlite3_context(userData: null) { Handle = context }, exception.Message);
}
