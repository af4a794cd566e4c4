using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// The migrations of a context for the database that it is connected to: those in the namespace
/// <c>&lt;namespace of the context&gt;.Migrations.&lt;kind&gt;</c>. EF's own rule takes all that name the context, and
/// would want a second type of context for a second set.
/// </summary>
internal sealed class MigrationSet : IMigrationsAssembly
{
    private readonly Type _context;
    private readonly string _namespace;
    private readonly Lazy<IReadOnlyDictionary<string, TypeInfo>> _migrations;

    public MigrationSet(ICurrentDbContext current)
    {
        _context = current.Context.GetType();
        _namespace = NamespaceOf(_context, KindOf(current.Context));
        _migrations = new(FindMigrations);
    }

    public Assembly Assembly => _context.Assembly;

    public IReadOnlyDictionary<string, TypeInfo> Migrations => _migrations.Value;

    /// <summary>A new one each time: who compares it with the model changes it, and a second comparison would find no tables in it.</summary>
    public ModelSnapshot? ModelSnapshot => TypesOf<ModelSnapshot>().Select(Create<ModelSnapshot>).SingleOrDefault();

    public static DatabaseKind KindOf(DbContext context) =>
        context.Database.IsSqlite() ? DatabaseKind.Sqlite : DatabaseKind.Postgres;

    /// <summary>Whole or without its time, as EF's own.</summary>
    public string? FindMigrationId(string nameOrId) =>
        Migrations.Keys.FirstOrDefault(id =>
            string.Equals(id, nameOrId, StringComparison.OrdinalIgnoreCase)
            || id.EndsWith($"_{nameOrId}", StringComparison.OrdinalIgnoreCase)
        );

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = Create<Migration>(migrationClass);
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static string NamespaceOf(Type context, DatabaseKind kind) => $"{context.Namespace}.Migrations.{kind}";

    private SortedDictionary<string, TypeInfo> FindMigrations()
    {
        var found =
            from type in TypesOf<Migration>()
            let id = type.GetCustomAttribute<MigrationAttribute>()?.Id
            where id is not null
            select (id, type);
        return new(found.ToDictionary(each => each.id, each => each.type), StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<TypeInfo> TypesOf<T>() =>
        Assembly.DefinedTypes.Where(type =>
            type.IsSubclassOf(typeof(T))
            && type.Namespace == _namespace
            && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == _context
        );

    private static T Create<T>(TypeInfo type) =>
        (T)(
            Activator.CreateInstance(type.AsType())
            ?? throw new InvalidOperationException($"{type.FullName} cannot be made.")
        );
}
