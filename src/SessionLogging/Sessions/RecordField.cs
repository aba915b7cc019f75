using System.Reflection;
using System.Runtime.CompilerServices;

namespace SessionLogging.Sessions;

/// <summary>A field of a session's record or of a coverage: what files hold, and how.</summary>
/// <typeparam name="T">What has the field.</typeparam>
public abstract class RecordField<T>
{
    private protected RecordField(string name, bool isRequired) => (Name, IsRequired) = (name, isRequired);

    /// <summary>Its name in files: the property's, and of a length of time what it is counted in besides.</summary>
    public string Name { get; }

    private protected bool IsRequired { get; }

    /// <summary>The value in invariant text, times in UTC with <c>Z</c>; <see langword="null"/> where there is none.</summary>
    /// <param name="owner">What has the field.</param>
    public abstract string? TextOf(T owner);

    internal abstract void Write(Utf8JsonWriter json, T owner);

    internal abstract void Read(RecordMembers line, T owner);

    internal abstract void Parse(string? text, T owner);

    internal abstract void Copy(T from, T to);

    internal static RecordField<T> Of(string name)
    {
        if (typeof(T).GetMethod($"Get{name}", Type.EmptyTypes) is { } getDuration)
        {
            // Files are queried: a length of time is a number there, and what it is counted in stands in its name.
            return new Typed<TimeSpan?>(
                getDuration,
                $"{name}Seconds",
                value => Seconds(value)?.ToString(CultureInfo.InvariantCulture),
                (json, member, value) => json.WriteNumber(member, Seconds(value)!.Value));
        }

        var property = typeof(T).GetProperty(name)!;
        return property.PropertyType switch
        {
            var type when type == typeof(string) => new Typed<string?>(
                property, value => value, (json, member, value) => json.WriteString(member, value), (line, member) => line.Text(member), text => text),
            var type when type == typeof(LogStatus?) => new Typed<LogStatus?>(
                property,
                value => value?.ToString(),
                (json, member, value) => json.WriteString(member, value?.ToString()),
                (line, member) => line.LogStatus(member),
                text => Enum.TryParse<LogStatus>(text, out var status) ? status : null),
            var type when type == typeof(DateTimeOffset?) => new Typed<DateTimeOffset?>(
                property,
                Utc,
                (json, member, value) => json.WriteString(member, Utc(value)),
                (line, member) => line.Time(member),
                text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null),
            var type when type == typeof(DateTimeOffset) => new Typed<DateTimeOffset>(
                property, value => Utc(value), (json, member, value) => json.WriteString(member, Utc(value)), (line, member) => line.RequiredTime(member)),
            var type when type == typeof(bool?) => new Typed<bool?>(
                property,
                value => value?.ToString(),
                (json, member, value) => json.WriteBoolean(member, value!.Value),
                (line, member) => line.Flag(member),
                text => bool.TryParse(text, out var flag) ? flag : null),
            var type when type == typeof(bool) => new Typed<bool>(
                property, value => value.ToString(), (json, member, value) => json.WriteBoolean(member, value), (line, member) => line.RequiredFlag(member)),
            _ => new Typed<long>(
                property,
                value => value.ToString(CultureInfo.InvariantCulture),
                (json, member, value) => json.WriteNumber(member, value),
                (line, member) => line.RequiredCount(member)),
        };
    }

    private static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static decimal? Seconds(TimeSpan? duration) => (decimal?)duration?.Ticks / TimeSpan.TicksPerSecond;

    /// <summary>A field of one type. The property's accessors are bound once: a million records cost no reflection and no boxes.</summary>
    private sealed class Typed<TValue>(
        MethodInfo getter,
        string name,
        Func<TValue, string?> text,
        Action<Utf8JsonWriter, string, TValue> write,
        Func<RecordMembers, string, TValue>? read = null,
        Func<string?, TValue>? parse = null,
        PropertyInfo? property = null) : RecordField<T>(name, property?.IsDefined(typeof(RequiredMemberAttribute)) is true)
    {
        private readonly Func<T, TValue> _get = (Func<T, TValue>)Delegate.CreateDelegate(typeof(Func<T, TValue>), getter);
        private readonly Action<T, TValue>? _set = property?.SetMethod is { } setter
            ? (Action<T, TValue>)Delegate.CreateDelegate(typeof(Action<T, TValue>), setter)
            : null;

        internal Typed(
            PropertyInfo property,
            Func<TValue, string?> text,
            Action<Utf8JsonWriter, string, TValue> write,
            Func<RecordMembers, string, TValue>? read = null,
            Func<string?, TValue>? parse = null)
            : this(property.GetMethod!, property.Name, text, write, read, parse, property)
        {
        }

        public override string? TextOf(T owner) => text(_get(owner));

        internal override void Write(Utf8JsonWriter json, T owner)
        {
            if (_get(owner) is { } value)
            {
                write(json, Name, value);
            }
        }

        internal override void Read(RecordMembers line, T owner)
        {
            // What follows from other fields is written for those who query the file, and not read.
            if (_set is not null)
            {
                var value = read!(line, Name);
                _set(owner, value is null && IsRequired ? throw RecordMembers.Lacks(Name) : value);
            }
        }

        internal override void Parse(string? value, T owner) => _set?.Invoke(owner, parse!(value));

        internal override void Copy(T from, T to) => _set!(to, _get(from));
    }
}

/// <summary>The members of a line's object, read as what they should be.</summary>
internal readonly struct RecordMembers
{
    private readonly JsonElement _line;

    internal RecordMembers(JsonElement line) => _line = line;

    internal bool Has(string name) => Find(name) is not null;

    internal string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => TextOf(name, value),
        _ => throw Wrong(name, "no text"),
    };

    internal DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Wrong(name, "no time");
    }

    internal DateTimeOffset RequiredTime(string name) => Time(name) ?? throw Lacks(name);

    internal LogStatus? LogStatus(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return Enum.TryParse<LogStatus>(text, out var status) && status.ToString() == text ? status : throw Wrong(name, "no log status");
    }

    // A table has it as a word.
    internal bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } value when bool.TryParse(TextOf(name, value), out var flag) => flag,
        _ => throw Wrong(name, "neither true nor false"),
    };

    internal bool RequiredFlag(string name) => Find(name) switch
    {
        null => throw Lacks(name),
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "neither true nor false"),
    };

    internal long RequiredCount(string name)
    {
        var value = Find(name) ?? throw Lacks(name);
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var count) ? count : throw Wrong(name, "no whole number");
    }

    private JsonElement? Find(string name) =>
        _line.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static string TextOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as an escape.
            throw Wrong(name, "no text that Unicode allows");
        }
    }

    internal static SessionRecordFormatException Lacks(string name) => new($"it lacks {name}");

    private static SessionRecordFormatException Wrong(string name, string what) => new($"its {name} is {what}");
}
