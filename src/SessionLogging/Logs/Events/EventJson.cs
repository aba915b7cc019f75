namespace SessionLogging.Logs.Events;

/// <summary>Reads events out of JSON: an event, a string of raw text, and what wraps them where they were saved (a message, a list, an answer of GetLogEvents).</summary>
internal static class EventJson
{
    private const int Deepest = 16;

    /// <summary>Adds what a JSON document holds.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static void Read(ReadOnlySpan<byte> json, List<StreamedMessage> messages)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        while (reader.Read())
        {
            ReadValue(ref reader, messages, Deepest);
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, List<StreamedMessage> messages, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                messages.Add(new StreamedMessage { RawText = Text(ref reader) });
                break;
            case JsonTokenType.StartObject:
                ReadObject(ref reader, messages, depth);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadValue(ref reader, messages, depth);
                }

                break;
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, List<StreamedMessage> messages, int depth)
    {
        string? version = null, region = null, target = null, user = null, runAs = null, session = null;
        DateTimeOffset? time = null;
        List<string>? data = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sessionData"u8))
            {
                reader.Read();
                data = Strings(ref reader);
            }
            else if (reader.ValueTextEquals("eventVersion"u8))
            {
                version = Value(ref reader);
            }
            else if (reader.ValueTextEquals("eventTime"u8))
            {
                time = DateTimeOffset.TryParse(Value(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read) ? read : null;
            }
            else if (reader.ValueTextEquals("awsRegion"u8))
            {
                region = Value(ref reader);
            }
            else if (reader.ValueTextEquals("target"u8))
            {
                target = Member(ref reader, "id"u8);
            }
            else if (reader.ValueTextEquals("userIdentity"u8))
            {
                user = Member(ref reader, "arn"u8);
            }
            else if (reader.ValueTextEquals("runAsUser"u8))
            {
                runAs = Value(ref reader);
            }
            else if (reader.ValueTextEquals("sessionId"u8))
            {
                session = Value(ref reader);
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    messages.Add(StreamedMessage.Of(Text(ref reader), depth));
                }
                else
                {
                    ReadValue(ref reader, messages, depth);
                }
            }
            else
            {
                reader.Read();
                // What else wraps events is a list of them.
                if (reader.TokenType == JsonTokenType.StartArray)
                {
                    ReadValue(ref reader, messages, depth);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        if (data is not null)
        {
            messages.Add(new StreamedMessage
            {
                Event = new SessionLogEvent
                {
                    EventVersion = version, EventTime = time, AwsRegion = region, Target = target, UserIdentity = user, RunAsUser = runAs, SessionId = session, SessionData = data,
                },
            });
        }
    }

    private static string? Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text(ref reader);
        }

        reader.Skip();
        return null;
    }

    private static string? Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? value = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return Text(ref reader);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
            {
                value = Value(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return value;
    }

    private static List<string> Strings(ref Utf8JsonReader reader)
    {
        var strings = new List<string>();
        if (reader.TokenType == JsonTokenType.String)
        {
            strings.Add(Text(ref reader));
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    strings.Add(Text(ref reader));
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return strings;
    }

    /// <summary>The string; half a surrogate pair, which is no text, is U+FFFD.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return BrokenText.Of(reader.HasValueSequence ? [] : reader.ValueSpan);
        }
    }
}
