using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.MigrationWriter;

/// <summary>The one context of a service, without a host and without a connection.</summary>
internal static class ServiceContexts
{
    public static string AssemblyOf(string service) => $"Orchestrator.{service}";

    public static DbContext Create(string service, DatabaseKind kind)
    {
        var type = Assembly.Load(AssemblyOf(service)).GetTypes().Single(type => type.IsSubclassOf(typeof(DbContext)));
        var options = New<DbContextOptions>(typeof(DbContextOptions<>).MakeGenericType(type));
        var builder = new DbContextOptionsBuilder(options);
        builder.UseServiceDatabase(
            kind,
            kind == DatabaseKind.Postgres ? "Host=none" : "Data Source=none",
            schema: "none"
        );
        return New<DbContext>(type, builder.Options);
    }

    private static T New<T>(Type type, params object[] arguments) =>
        (T)(
            Activator.CreateInstance(type, arguments)
            ?? throw new InvalidOperationException($"{type} has no constructor for this.")
        );
}
