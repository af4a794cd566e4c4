using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <param name="configureBuilder">Called while the AppHost creates its builder; wins over what the AppHost says.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        CancellationToken cancellationToken = default
    ) => CreateAsync(entryPoint, [], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        CancellationToken cancellationToken = default
    ) => CreateAsync(entryPoint, args, static (_, _) => { }, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(string[], Action{DistributedApplicationOptions, HostApplicationBuilderSettings}, CancellationToken)"/>
    /// <param name="entryPoint">A type of the AppHost's assembly: <c>typeof(Projects.AppHost)</c>.</param>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        if (args.Contains(null))
        {
            throw new ArgumentException("An argument is null.", nameof(args));
        }

        var program = new AppHostProgram(entryPoint.Assembly, args, configureBuilder);
        return await program.StartAsync(cancellationToken);
    }

    /// <summary>A builder without an AppHost.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return EmptyTestingBuilder.Create(args, Assembly.GetCallingAssembly());
    }
}
