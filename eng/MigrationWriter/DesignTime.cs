using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.MigrationWriter;

/// <summary>EF's design-time services, put together as its own tool does.</summary>
internal static class DesignTime
{
    public static IMigrationsScaffolder ScaffolderOf(DbContext context)
    {
        var services = new ServiceCollection();
        services.AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(context);
        ProviderServicesOf(context).ConfigureDesignTimeServices(services);
        return services.BuildServiceProvider().GetRequiredService<IMigrationsScaffolder>();
    }

    // A provider names the type in an attribute of its assembly.
    private static IDesignTimeServices ProviderServicesOf(DbContext context)
    {
        var provider = Assembly.Load(context.GetService<IDatabaseProvider>().Name);
        var name =
            provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()?.TypeName
            ?? throw new InvalidOperationException($"{provider} has no design-time services.");
        var services = Activator.CreateInstance(provider.GetType(name, throwOnError: true)!); // throws instead of null
        return (IDesignTimeServices)services!; // null for Nullable<T> only
    }
}
