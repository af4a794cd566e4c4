using System.Text;
using Google.Protobuf.Reflection;

namespace Orchestrator.Contracts.Tests;

/// <summary>A proto file as the wire sees it: names, numbers and types, without comments.</summary>
internal static class ProtoSurface
{
    public static string Of(FileDescriptor file)
    {
        var text = new StringBuilder();
        foreach (var service in file.Services)
        {
            Line(text, $"service {service.FullName}");
            foreach (var method in service.Methods)
            {
                Line(
                    text,
                    $"  {method.Name}({Stream(method.IsClientStreaming)}{method.InputType.FullName})"
                        + $" -> {Stream(method.IsServerStreaming)}{method.OutputType.FullName}"
                );
            }
        }

        foreach (var message in file.MessageTypes)
        {
            Message(text, message);
        }

        foreach (var kind in file.EnumTypes)
        {
            Line(text, $"enum {kind.FullName}");
            foreach (var value in kind.Values)
            {
                Line(text, $"  {value.Number} {value.Name}");
            }
        }

        return text.ToString();
    }

    private static void Message(StringBuilder text, MessageDescriptor message)
    {
        Line(text, $"message {message.FullName}");
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            var label =
                field.IsRepeated ? "repeated "
                : field.HasPresence ? "optional "
                : "";
            var oneof = field.RealContainingOneof is { } group ? $" oneof {group.Name}" : "";
            Line(text, $"  {field.FieldNumber} {label}{TypeOf(field)} {field.Name}{oneof}");
        }
    }

    private static string TypeOf(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            _ => field.FieldType.ToString().ToLowerInvariant(),
        };

    private static string Stream(bool isStreaming) => isStreaming ? "stream " : "";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
