namespace SQLitePCL;

public delegate void delegate_function_scalar(sqlite3_context ctx, object? user_data, sqlite3_value[] args);

public delegate void delegate_function_aggregate_step(sqlite3_context ctx, object? user_data, sqlite3_value[] args);

public delegate void delegate_function_aggregate_final(sqlite3_context ctx, object? user_data);

public delegate void delegate_rollback(object? user_data);

public delegate int strdelegate_collation(object? user_data, string s1, string s2);
