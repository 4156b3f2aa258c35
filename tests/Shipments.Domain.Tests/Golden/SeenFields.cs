using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Shipments.Domain.Tests.Golden;

/// <summary>Which fields of messages were seen with a value, in some messages and all that lie in them.</summary>
internal sealed class SeenFields
{
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, MessageDescriptor> _types = [];

    /// <summary>Looks through a message.</summary>
    public void Add(IMessage message)
    {
        AddType(message.Descriptor);
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            object value = field.Accessor.GetValue(message);
            if (!IsSet(field, value, message))
                continue;
            _seen.Add(field.FullName);
            if (field.FieldType != FieldType.Message || field.IsMap)
                continue;
            foreach (IMessage part in field.IsRepeated ? ((System.Collections.IList)value).Cast<IMessage>() : [(IMessage)value])
                Add(part);
        }
    }

    /// <summary>The full names of the fields that never had a value.</summary>
    public IEnumerable<string> Missing() => _types.Values.SelectMany(type => type.Fields.InDeclarationOrder()).Select(field => field.FullName)
        .Where(name => !_seen.Contains(name)).Order(StringComparer.Ordinal);

    private void AddType(MessageDescriptor type)
    {
        if (!_types.TryAdd(type.FullName, type))
            return;
        foreach (FieldDescriptor field in type.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message && !field.IsMap))
            AddType(field.MessageType);
    }

    private static bool IsSet(FieldDescriptor field, object value, IMessage message) => value switch
    {
        System.Collections.ICollection many => many.Count > 0,
        null => false,
        _ when field.HasPresence => field.Accessor.HasValue(message),
        ByteString bytes => !bytes.IsEmpty,
        string text => text.Length > 0,
        _ => !value.Equals(Activator.CreateInstance(value.GetType())),
    };
}
