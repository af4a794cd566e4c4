using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.ServiceDefaults;

/// <summary>The files behind all gRPC services that are mapped here, by name and by the symbols in them.</summary>
internal sealed class ReflectionIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _byName;
    private readonly FrozenDictionary<string, FileDescriptor> _bySymbol;

    public ReflectionIndex(IReadOnlyCollection<ServiceDescriptor> services)
    {
        ServiceNames = [.. services.Select(service => service.FullName).Distinct().Order(StringComparer.Ordinal)];
        var files = new Dictionary<string, FileDescriptor>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            Collect(service.File, files);
        }

        _byName = files.ToFrozenDictionary(StringComparer.Ordinal);
        _bySymbol = files
            .Values.SelectMany(file => FileSymbols.Of(file).Select(symbol => (Symbol: symbol, File: file)))
            .DistinctBy(pair => pair.Symbol)
            .ToFrozenDictionary(pair => pair.Symbol, pair => pair.File, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> ServiceNames { get; }

    public static ReflectionIndex Of(EndpointDataSource endpoints) =>
        new([
            .. endpoints
                .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
                .OfType<Type>()
                .Distinct()
                .Select(DescriptorOf)
                .OfType<ServiceDescriptor>(),
        ]);

    /// <returns>The file and all that it imports, the file first; empty when there is none of that name.</returns>
    public IReadOnlyList<FileDescriptor> FileNamed(string name) => WithImports(_byName.GetValueOrDefault(name));

    /// <returns>The file that declares the symbol and all that it imports; empty when none declares it.</returns>
    public IReadOnlyList<FileDescriptor> FileDeclaring(string symbol) =>
        WithImports(_bySymbol.GetValueOrDefault(symbol));

    private static FileDescriptor[] WithImports(FileDescriptor? file)
    {
        var files = new Dictionary<string, FileDescriptor>(StringComparer.Ordinal);
        if (file is not null)
        {
            Collect(file, files);
        }

        return [.. files.Values];
    }

    private static void Collect(FileDescriptor file, Dictionary<string, FileDescriptor> into)
    {
        if (!into.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            Collect(import, into);
        }
    }

    // Generated code: class XBase carries this attribute, whose type X has the static property Descriptor.
    private static ServiceDescriptor? DescriptorOf(Type service) =>
        service
            .GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?.BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
            ?.GetValue(null) as ServiceDescriptor;
}
