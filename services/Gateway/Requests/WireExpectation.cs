using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Gateway.Requests;

/// <summary>What a wire type wants at a JSON path, in words, read from the serializer's own metadata.</summary>
internal static class WireExpectation
{
    private const string WrongType = "has the wrong type or is not valid Unicode";

    /// <param name="path">As <see cref="System.Text.Json.JsonException.Path"/> gives it: "$.messages[0].role".</param>
    public static string At(JsonTypeInfo root, string path)
    {
        var type = root;
        foreach (var segment in path.Split('.', '[').Skip(1))
        {
            var next = segment.EndsWith(']')
                ? type.ElementType
                : type.Properties.FirstOrDefault(property => property.Name == segment)?.PropertyType;
            if (next is null)
            {
                return WrongType;
            }

            type = root.Options.GetTypeInfo(Nullable.GetUnderlyingType(next) ?? next);
        }

        return Words(type);
    }

    private static string Words(JsonTypeInfo type) =>
        type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "must be an object",
            JsonTypeInfoKind.Enumerable => "must be an array",
            _ => Words(type.Type),
        };

    private static string Words(Type type) =>
        Type.GetTypeCode(type) switch
        {
            TypeCode.String => "must be a string of valid Unicode",
            TypeCode.Boolean => "must be true or false",
            TypeCode.Int32 or TypeCode.Int64 => "must be an integer",
            TypeCode.Double => "must be a number",
            _ => WrongType,
        };
}
