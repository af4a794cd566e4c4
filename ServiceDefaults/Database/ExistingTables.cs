using Microsoft.EntityFrameworkCore;

namespace Orchestrator.ServiceDefaults;

/// <summary>Reads what stands in a schema, or in a SQLite file, as <see cref="TableLines"/>.</summary>
internal static class ExistingTables
{
    public static async Task<IReadOnlyList<string>> ReadAsync(
        DbContext context,
        string schema,
        CancellationToken cancellationToken
    ) => await Query(context, schema).ToListAsync(cancellationToken);

    private static IQueryable<string> Query(DbContext context, string schema) =>
        MigrationSet.KindOf(context) == DatabaseKind.Sqlite ? InFile(context) : InSchema(context, schema);

    private static IQueryable<string> InFile(DbContext context) =>
        context.Database.SqlQuery<string>(
            $"""
            select t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", '', ' null') as "Value"
            from sqlite_master t join pragma_table_info(t.name) c
            where t.type = 'table'
            union all
            select k.name || ' key ' || group_concat(k.column)
            from (
                select t.name, c.name as column
                from sqlite_master t join pragma_table_info(t.name) c
                where t.type = 'table' and c.pk > 0
                order by t.name, c.pk
            ) k
            group by k.name
            union all
            select k.name || iif(k.is_unique, ' unique ', ' index ') || group_concat(k.column)
            from (
                select t.name, i.name as index_name, i."unique" as is_unique, c.name as column
                from sqlite_master t join pragma_index_list(t.name) i join pragma_index_info(i.name) c
                where t.type = 'table' and i.origin = 'c'
                order by i.name, c.seqno
            ) k
            group by k.name, k.index_name, k.is_unique
            """
        );

    private static IQueryable<string> InSchema(DbContext context, string schema) =>
        context.Database.SqlQuery<string>(
            $"""
            select t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || case when a.attnotnull then '' else ' null' end as "Value"
            from pg_attribute a
            join pg_class t on t.oid = a.attrelid
            join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = {schema} and t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
            union all
            select t.relname
                || case when i.indisprimary then ' key ' when i.indisunique then ' unique ' else ' index ' end
                || string_agg(a.attname, ',' order by k.position)
            from pg_index i
            join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            cross join lateral unnest(i.indkey) with ordinality as k (attnum, position)
            join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
            where n.nspname = {schema} and t.relkind in ('r', 'p')
            group by i.indexrelid, t.relname, i.indisprimary, i.indisunique
            """
        );
}
