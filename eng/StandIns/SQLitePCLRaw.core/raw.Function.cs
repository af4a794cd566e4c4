using System.Runtime.InteropServices;
using SQLitePCL.Callbacks;
using SQLitePCL.Native;

namespace SQLitePCL;

public static unsafe partial class raw
{
    private const int Utf8 = 1;

    public static int sqlite3_create_function(
        sqlite3 db,
        string name,
        int nArg,
        object? v,
        delegate_function_scalar? func
    ) => sqlite3_create_function(db, name, nArg, 0, v, func);

    /// <param name="func">Null takes the function away.</param>
    public static int sqlite3_create_function(
        sqlite3 db,
        string name,
        int nArg,
        int flags,
        object? v,
        delegate_function_scalar? func
    ) =>
        func is null
            ? Sqlite.sqlite3_create_function_v2(db, name, nArg, Utf8 | flags, 0, null, null, null, null)
            : Sqlite.sqlite3_create_function_v2(
                db,
                name,
                nArg,
                Utf8 | flags,
                Keep(new UserFunction(v, func, Step: null, Final: null)),
                &FunctionCallbacks.Scalar,
                null,
                null,
                &FunctionCallbacks.Destroy // SQLite calls it when the registration fails, too
            );

    public static int sqlite3_create_function(
        sqlite3 db,
        string name,
        int nArg,
        object? v,
        delegate_function_aggregate_step? func_step,
        delegate_function_aggregate_final? func_final
    ) => sqlite3_create_function(db, name, nArg, 0, v, func_step, func_final);

    /// <param name="func_step">Null, like <paramref name="func_final"/>, takes the function away.</param>
    public static int sqlite3_create_function(
        sqlite3 db,
        string name,
        int nArg,
        int flags,
        object? v,
        delegate_function_aggregate_step? func_step,
        delegate_function_aggregate_final? func_final
    ) =>
        func_step is null || func_final is null
            ? Sqlite.sqlite3_create_function_v2(db, name, nArg, Utf8 | flags, 0, null, null, null, null)
            : Sqlite.sqlite3_create_function_v2(
                db,
                name,
                nArg,
                Utf8 | flags,
                Keep(new UserFunction(v, Scalar: null, func_step, func_final)),
                null,
                &FunctionCallbacks.Step,
                &FunctionCallbacks.Final,
                &FunctionCallbacks.Destroy
            );

    /// <param name="f">Null takes the collation away.</param>
    public static int sqlite3_create_collation(sqlite3 db, string name, object? v, strdelegate_collation? f)
    {
        if (f is null)
        {
            return Sqlite.sqlite3_create_collation_v2(db, name, Utf8, 0, null, null);
        }

        var state = Keep(new UserCollation(f, v, db.DangerousGetHandle()));
        var destroy = (delegate* unmanaged<nint, void>)&CollationCallbacks.Destroy;
        var rc = Sqlite.sqlite3_create_collation_v2(db, name, Utf8, state, &CollationCallbacks.Compare, destroy);
        if (rc != SQLITE_OK)
        {
            GCHandle.FromIntPtr(state).Free(); // unlike with functions, SQLite does not do it
        }

        return rc;
    }

    public static void sqlite3_rollback_hook(sqlite3 db, delegate_rollback? f, object? v)
    {
        if (f is null)
        {
            db.SetRollbackHook(null, default);
        }
        else
        {
            db.SetRollbackHook(&RollbackCallback.Invoke, GCHandle.Alloc(new RollbackHook(f, v)));
        }
    }

    private static nint Keep(object state) => GCHandle.ToIntPtr(GCHandle.Alloc(state));
}
