// What the classes have in common: objects that are freed once, text that is copied, failures that are thrown.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Shohosen
{
    /// <summary>The language of texts for people.</summary>
    public enum Language { Japanese = Native.Japanese, English = Native.English }

    /// <summary>
    /// Why a call failed: a status, a code that never changes, text and remedy in Japanese and English, and
    /// the findings behind it. A document that is INVALID is no failure: it has a report.
    /// </summary>
    public sealed class ShohosenException : Exception
    {
        /// <summary>The kind of failure.</summary>
        public Status Status { get; }
        /// <summary>The code, such as "command.input.unreadable": for programs.</summary>
        public string Code { get; }
        /// <summary>What to do about it, in Japanese.</summary>
        public string Remedy { get; }
        /// <summary>The same two in English.</summary>
        public string MessageEnglish { get; }
        /// <summary>What to do about it, in English.</summary>
        public string RemedyEnglish { get; }
        /// <summary>The reasons, of which the first is the text of this error.</summary>
        public IReadOnlyList<Finding> Findings { get; }

        private ShohosenException(IntPtr error, Status status, string message) : base(message)
        {
            Status = status;
            Code = Text.Of((out UIntPtr length) => Native.shohosen_error_code(error, out length));
            Remedy = Of(error, Native.shohosen_error_remedy, Language.Japanese);
            MessageEnglish = Of(error, Native.shohosen_error_message, Language.English);
            RemedyEnglish = Of(error, Native.shohosen_error_remedy, Language.English);
            Findings = Finding.All(Native.shohosen_error_findings(error));
        }

        private delegate IntPtr InLanguage(IntPtr error, int language, out UIntPtr length);

        private static string Of(IntPtr error, InLanguage text, Language language) =>
            Text.Of((out UIntPtr length) => text(error, (int)language, out length));

        /// <summary>What a borrowed error says.</summary>
        internal static ShohosenException Borrowed(IntPtr error) => error == IntPtr.Zero
            ? null
            : new ShohosenException(error, (Status)Native.shohosen_error_status(error), Of(error, Native.shohosen_error_message, Language.Japanese));

        /// <summary>Throws what the error says, and frees it.</summary>
        internal static void Check(int status, IntPtr error)
        {
            if (status == 0) return;
            try
            {
                throw (Exception)Borrowed(error) ?? new InvalidOperationException("shohosen: status " + status);
            }
            finally
            {
                Native.shohosen_error_free(error);
            }
        }
    }

    /// <summary>Text and octets across the border: UTF-8, copied in both directions.</summary>
    internal static class Text
    {
        internal delegate IntPtr Borrowed(out UIntPtr length);

        internal static string Of(Borrowed text)
        {
            var octets = Octets(text);
            return octets == null ? null : Encoding.UTF8.GetString(octets);
        }

        internal static byte[] Octets(Borrowed borrowed)
        {
            var data = borrowed(out var length);
            if (data == IntPtr.Zero) return null;
            var octets = new byte[checked((int)length)];
            Marshal.Copy(data, octets, 0, octets.Length);
            return octets;
        }

        internal static byte[] Utf8(string text) => text == null ? null : Encoding.UTF8.GetBytes(text);

        internal static UIntPtr Size(byte[] octets) => (UIntPtr)(octets == null ? 0 : octets.Length);

        /// <summary>RFC 3339, UTC.</summary>
        internal static DateTimeOffset? Time(string text) => text == null
            ? (DateTimeOffset?)null
            : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Memory that a structure of options points to, for the time of a call.</summary>
    internal sealed class Pinned : IDisposable
    {
        private readonly List<GCHandle> handles = new List<GCHandle>();

        internal IntPtr Add(byte[] octets)
        {
            if (octets == null || octets.Length == 0) return IntPtr.Zero;
            var handle = GCHandle.Alloc(octets, GCHandleType.Pinned);
            handles.Add(handle);
            return handle.AddrOfPinnedObject();
        }

        internal IntPtr Add<T>(T[] values) where T : struct
        {
            if (values == null || values.Length == 0) return IntPtr.Zero;
            var handle = GCHandle.Alloc(values, GCHandleType.Pinned);
            handles.Add(handle);
            return handle.AddrOfPinnedObject();
        }

        public void Dispose()
        {
            foreach (var handle in handles) handle.Free();
            handles.Clear();
        }
    }

    /// <summary>An object of the library. It is freed when it is disposed of, or collected.</summary>
    public abstract class ShohosenObject : SafeHandle
    {
        internal delegate int Maker(out IntPtr made, out IntPtr error);
        internal delegate int Call(out IntPtr error);
        private readonly Action<IntPtr> free;

        internal ShohosenObject(Action<IntPtr> free, Maker make) : base(IntPtr.Zero, true)
        {
            this.free = free;
            Library.CheckVersion();
            var status = make(out var made, out var error);
            ShohosenException.Check(status, error);
            SetHandle(made);
        }

        /// <summary>Whether there is nothing to free.</summary>
        public override bool IsInvalid => handle == IntPtr.Zero;

        /// <summary>Frees the object.</summary>
        protected override bool ReleaseHandle()
        {
            free(handle);
            return true;
        }

        /// <summary>Runs a call with this object, which is not freed meanwhile.</summary>
        internal T With<T>(Func<IntPtr, T> call)
        {
            var added = false;
            try
            {
                DangerousAddRef(ref added);
                return call(handle);
            }
            finally
            {
                if (added) DangerousRelease();
            }
        }

        /// <summary>The same with another object, which may be missing.</summary>
        internal static T With<T>(ShohosenObject other, Func<IntPtr, T> call) =>
            other == null ? call(IntPtr.Zero) : other.With(call);

        internal static void Do(Call call)
        {
            var status = call(out var error);
            ShohosenException.Check(status, error);
        }

        /// <summary>The octets that a call makes.</summary>
        internal static byte[] Made(Maker make)
        {
            var status = make(out var octets, out var error);
            ShohosenException.Check(status, error);
            try
            {
                return Text.Octets((out UIntPtr length) => Native.shohosen_octets_data(octets, out length)) ?? new byte[0];
            }
            finally
            {
                Native.shohosen_octets_free(octets);
            }
        }

        internal static string MadeText(Maker make) => Encoding.UTF8.GetString(Made(make));
    }

    /// <summary>A file: what messages call it, and its octets. It is not opened here.</summary>
    public sealed class NamedFile
    {
        /// <summary>What messages call it, such as its path.</summary>
        public string Name { get; }
        /// <summary>Its octets.</summary>
        public byte[] Data { get; }

        /// <summary>A name and octets.</summary>
        public NamedFile(string name, byte[] data)
        {
            Name = name;
            Data = data;
        }

        /// <summary>Reads a file.</summary>
        public static NamedFile Read(string path) => new NamedFile(path, System.IO.File.ReadAllBytes(path));

        internal static ShohosenFile[] All(IReadOnlyList<NamedFile> files, Pinned pinned)
        {
            var all = new ShohosenFile[files == null ? 0 : files.Count];
            for (var index = 0; index < all.Length; index++)
            {
                var name = Text.Utf8(files[index].Name);
                all[index].name = pinned.Add(name);
                all[index].name_length = Text.Size(name);
                all[index].data = pinned.Add(files[index].Data);
                all[index].data_length = Text.Size(files[index].Data);
            }
            return all;
        }
    }

    /// <summary>The library that is loaded.</summary>
    public static class Library
    {
        private static bool isChecked;

        /// <summary>Its version, such as "0.1.0".</summary>
        public static string Version => Marshal.PtrToStringAnsi(Native.shohosen_version());

        internal static void CheckVersion()
        {
            if (isChecked) return;
            var status = Native.shohosen_check_abi(Native.AbiVersion, out var error);
            ShohosenException.Check(status, error);
            isChecked = true;
        }
    }
}
