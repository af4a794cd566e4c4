using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.MigrationWriter;

/// <summary>Writes what a service's model has and its sets of migrations lack.</summary>
/// <param name="root">The repository.</param>
/// <param name="service">A folder below services.</param>
internal sealed class MigrationFiles(string root, string service)
{
    private const string Folder = "Storage";

    /// <returns>The files that were written, relative to the repository.</returns>
    public IReadOnlyList<string> Add(string name) =>
        [.. Enum.GetValues<DatabaseKind>().SelectMany(kind => Add(name, kind)).ToList()];

    private IEnumerable<string> Add(string name, DatabaseKind kind)
    {
        using var context = ServiceContexts.Create(service, kind);
        if (!context.Database.HasPendingModelChanges())
        {
            return [];
        }

        var migration = DesignTime
            .ScaffolderOf(context)
            .ScaffoldMigration(name, ServiceContexts.AssemblyOf(service), $"{Folder}.Migrations.{kind}", "C#");
        return Save(migration, Path.Combine("services", service, Folder, "Migrations", $"{kind}"));
    }

    private IEnumerable<string> Save(ScaffoldedMigration migration, string folder)
    {
        Directory.CreateDirectory(Path.Combine(root, folder));
        yield return Save(folder, migration.MigrationId + ".cs", migration.MigrationCode);
        yield return Save(folder, migration.MigrationId + ".Designer.cs", migration.MetadataCode);
        yield return Save(folder, migration.SnapshotName + ".cs", migration.SnapshotCode);
    }

    private string Save(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        File.WriteAllText(Path.Combine(root, path), text.ReplaceLineEndings("\n"));
        return path;
    }
}
