# syntax=docker/dockerfile:1
# Two stages: one that builds wheels and the index, one that only runs.

FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY knowledge ./knowledge
COPY assistant ./assistant
COPY web ./web
COPY evals ./evals
# `.[encoders]` lets TUKI_ENCODER name any sentence-transformers model, and wants torch's build for the CPU. Where the
# registry's torch of that version is built for CUDA, name one with CPU builds: --build-arg PIP_EXTRA_INDEX_URL=…
ARG PIP_EXTRA_INDEX_URL=
RUN python -m venv /opt/tuki \
 && /opt/tuki/bin/pip install --no-cache-dir --constraint constraints.txt '.[encoders]'
# The index is built here and verified at each start. Where the folder cannot be written, as under
# `docker run --read-only --tmpfs /tmp`, Chroma opens a private copy of it in /tmp.
RUN TUKI_DATA_DIR=/var/lib/tuki HF_HUB_OFFLINE=1 /opt/tuki/bin/tuki index

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/tuki tuki
COPY --from=build /opt/tuki /opt/tuki
COPY --from=build --chown=tuki:tuki /var/lib/tuki /var/lib/tuki
ENV PATH=/opt/tuki/bin:$PATH \
    TUKI_DATA_DIR=/var/lib/tuki \
    HF_HUB_OFFLINE=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER tuki
WORKDIR /var/lib/tuki
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["tuki", "serve", "--host", "0.0.0.0", "--port", "8000"]
