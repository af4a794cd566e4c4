using Google.Protobuf.Reflection;

namespace Orchestrator.ServiceDefaults;

/// <summary>All full names that a file declares. Pure.</summary>
internal static class FileSymbols
{
    public static IEnumerable<string> Of(FileDescriptor file)
    {
        foreach (var service in file.Services)
        {
            yield return service.FullName;
            foreach (var method in service.Methods)
            {
                yield return method.FullName;
            }
        }

        foreach (var symbol in file.EnumTypes.SelectMany(Of).Concat(file.MessageTypes.SelectMany(Of)))
        {
            yield return symbol;
        }
    }

    private static IEnumerable<string> Of(MessageDescriptor message) =>
        [
            message.FullName,
            .. message.Fields.InDeclarationOrder().Select(field => field.FullName),
            .. message.Oneofs.Select(oneof => oneof.FullName),
            .. message.EnumTypes.SelectMany(Of),
            .. message.NestedTypes.SelectMany(Of),
        ];

    private static IEnumerable<string> Of(EnumDescriptor type) =>
        [type.FullName, .. type.Values.Select(value => value.FullName)];
}
